-- carrel-expect: memory-limit
-- carrel-needs: cgroup
-- carrel-compile-limits: cpu=20s wall=20s memory=256MB
-- carrel-why: with CPP a Haskell source has C's include, and C's endless headers.
{-# LANGUAGE CPP #-}
module Main where
#include "/dev/zero"

main :: IO ()
main = putStrLn "breach"
