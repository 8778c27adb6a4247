import qualified Data.ByteString as B

grow :: [B.ByteString] -> Int -> IO ()
grow blocks n = do
  let block = B.replicate (8 * 1024 * 1024) (fromIntegral n)
  B.length block `seq` grow (block : blocks) (n + 1)
  print (length blocks)

main :: IO ()
main = grow [] 1
