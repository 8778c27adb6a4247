-- carrel-expect: time-limit
-- carrel-needs: cgroup
-- carrel-compile-limits: cpu=2s wall=8s
-- carrel-why: a splice that never ends keeps the compiler; its clock is the step's.
{-# LANGUAGE TemplateHaskell #-}
module Main where

import Language.Haskell.TH (integerL, litE)

main :: IO ()
main = print $(litE (integerL (until even (+ 2) 1)))
