-- carrel-expect: process-limit
-- carrel-needs: cgroup
-- carrel-compile-limits: processes=40
-- carrel-why: what the compiler runs for the program may start processes; they count, and none is left.
{-# LANGUAGE TemplateHaskell #-}
module Main where

import Control.Concurrent (threadDelay)
import Control.Monad (forever)
import Language.Haskell.TH (litE, runIO, stringL)
import System.Posix.Process (forkProcess)

main :: IO ()
main = putStrLn $(runIO (forever (forkProcess (threadDelay 60000000))) >> litE (stringL "breach"))
