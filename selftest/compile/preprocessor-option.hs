-- carrel-expect: compile-error
-- carrel-lacks: CARREL-HOST-MARK
-- carrel-why: a source may name a program that the compiler runs over it; it finds the root's programs and files, and no others.
{-# OPTIONS_GHC -F -pgmF tail -optF -n1 -optF /var/tmp/carrel-selftest-mark -optF /etc/shadow #-}
module Main where

main :: IO ()
main = putStrLn "breach"
