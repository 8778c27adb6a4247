import Control.Monad (forever)
import Data.IORef (modifyIORef', newIORef)

main :: IO ()
main = do
  turns <- newIORef (0 :: Int)
  forever (modifyIORef' turns (\n -> (n + 1) `mod` 1000))
