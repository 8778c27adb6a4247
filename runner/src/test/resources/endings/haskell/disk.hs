import Control.Monad (forever)
import qualified Data.ByteString as B
import System.IO

main :: IO ()
main = withBinaryFile "big" WriteMode (\big -> forever (B.hPut big (B.replicate 65536 0)))
