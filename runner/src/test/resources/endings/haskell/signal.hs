import Foreign.Ptr (nullPtr)
import Foreign.Storable (poke)

main :: IO ()
main = poke nullPtr (1 :: Int)
