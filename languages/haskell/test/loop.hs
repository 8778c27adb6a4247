turn :: Int -> Int
turn n = if n < 0 then n else turn ((n + 1) `mod` 1000)

main :: IO ()
main = print (turn 0)
