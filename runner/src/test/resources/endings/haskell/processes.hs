import Control.Concurrent (threadDelay)
import Control.Monad (forever)
import System.Posix.Process (forkProcess)

main :: IO ()
main = forever (forkProcess (threadDelay 60000000))
