let rec grow blocks = grow (Bytes.make (8 * 1024 * 1024) 'x' :: blocks)
let () = grow []
