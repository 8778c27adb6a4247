module Main where

import qualified Data.ByteString as B
import qualified Data.Map as Map
import Data.Text.Encoding (decodeUtf8)
import qualified Data.Text as T
import Foreign.Marshal.Alloc (alloca)
import Foreign.Storable (peek)
import System.Environment (getArgs)
import System.Posix.IO (OpenMode (ReadOnly), closeFd, defaultFileFlags, fdReadBuf, openFd)

firstLine :: IO String
firstLine = do
  raw <- openFd "/dev/stdin" ReadOnly defaultFileFlags
  line <- alloca (octets raw)
  closeFd raw
  pure (T.unpack (decodeUtf8 (B.pack line)))
  where
    octets raw place = do
      count <- fdReadBuf raw place 1
      octet <- peek place
      if count == 0 || octet == 10 then pure [] else (octet :) <$> octets raw place

main :: IO ()
main = do
  first <- firstLine
  rest <- getContents
  let numbers = map read (words rest) :: [Int]
      seen = Map.fromList (zip numbers numbers)
  args <- getArgs
  writeFile "/dev/stderr" "étape: done\n"
  putStrLn ("Grüße, " ++ first)
  putStrLn ("语言 λ " ++ show (sum (Map.elems seen)) ++ " " ++ show (gcd 12 18 :: Int) ++ " " ++ show (length args))
