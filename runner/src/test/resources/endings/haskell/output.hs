import Control.Monad (forever)

main :: IO ()
main = forever (putStrLn "0123456789012345678901234567890123456789")
