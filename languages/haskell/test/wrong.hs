main :: IO ()
main = do
  let total = 1 :: Int
  print (totl + total)
