-- carrel-expect: ok
-- carrel-stdout: held
-- carrel-needs: cgroup
-- carrel-why: Template Haskell runs the program's own code inside the compiler, with files, sockets and processes.
{-# LANGUAGE TemplateHaskell #-}
module Main where

import Control.Exception (SomeException, try)
import Control.Monad (filterM)
import Language.Haskell.TH (litE, runIO, stringL)
import System.Posix.User (setUserID)

main :: IO ()
main = putStrLn $(do
  let reads = \path -> either (const False :: SomeException -> Bool) (not . null) <$> try (readFile path >>= \text -> length text `seq` pure text)
      writes = \path -> either (const False :: SomeException -> Bool) (const True) <$> try (writeFile path "x")
  seen <- runIO (filterM reads ["/var/tmp/carrel-selftest-mark", "/etc/shadow", "/proc/1/environ", "/root/.profile"])
  written <- runIO (filterM writes ["/etc/passwd", "/usr/lib/carrel-planted", "/proc/sys/kernel/core_pattern", "/sys/kernel/notes"])
  rooted <- runIO (either (const False :: SomeException -> Bool) (const True) <$> try (setUserID 0))
  litE (stringL (if null seen && null written && not rooted then "held" else "breach: " ++ unwords (seen ++ written) ++ show rooted)))
