/** Signs by which a text shows what it is written in: each line of a text counts once for each of them. */
const SIGNS: Record<string, readonly [RegExp, number][]> = {
  python: [
    [
      /^\s*(def \w+\(.*\)( -> .+)?|class \w+(\(.*\))?|elif .+|else|try|except\b.*|with .+|for \w+ in .+|if .+):\s*(#.*)?$/,
      3,
    ],
    [/^(from [\w.]+ )?import [\w., *]+( as \w+)?$/, 2],
    [/\bprint\(f?["']|__name__ ==|\bself\.|\brange\(/, 2],
  ],
  javascript: [
    [/\bconsole\.(log|error)\(/, 4],
    [/^\s*(const|let|var) [\w${[]/, 3],
    [/=>|===|\bfunction\b.*\{|\brequire\(|^(import|export) .*['"];?$/, 2],
  ],
  typescript: [
    [/^\s*(export )?(interface|type) \w+(<.*>)?( =| \{)/, 5],
    [/[\w)\]?]: (string|number|boolean|unknown|void)\b(\[\])?/, 4],
    [/\bconsole\.log\(|^\s*(const|let) /, 2],
  ],
  java: [
    [/\bpublic static void main\b|System\.out\.print/, 6],
    [/^\s*(public|private|protected) (final |static |abstract )*[\w<>[\]]+ \w+.*[{;]$/, 3],
    [/^import java[\w.*]*;$|^package [\w.]+;$/, 5],
  ],
  c: [
    [/^#include <(stdio|stdlib|string|math|stdint|ctype|stdbool)\.h>/, 5],
    [/\b(printf|scanf|malloc)\(/, 2],
    [/^(int|void) main\(/, 2],
  ],
  cpp: [
    [/^#include <(iostream|vector|string|map|algorithm|set|memory|bits\/stdc\+\+\.h)>/, 6],
    [/\bstd::|\bcout\s*<<|\bcin\s*>>|using namespace std/, 4],
    [/^(int|void) main\(/, 2],
  ],
  csharp: [
    [/\bConsole\.(Write|Read)/, 6],
    [/^using System[\w.]*;|^namespace \w/, 5],
  ],
  go: [
    [/^package \w+$/, 5],
    [/^func (\(\w+ \*?\w+\) )?\w+\(/, 4],
    [/\bfmt\.\w+\(|:=/, 2],
  ],
  rust: [
    [/\bfn \w+(<.*>)?\(.*\)/, 4],
    [/\b(println|vec|format|panic)!|\blet mut\b|^use \w+::|&mut |\bimpl\b/, 3],
  ],
  kotlin: [
    [/^\s*fun (\w+\.)?\w+\(/, 4],
    [/^\s*(val|var) \w+(: \w+)? =|\breadln\(|\bprintln\("/, 3],
  ],
  ruby: [
    [/^\s*(puts|require|attr_\w+) |\.each do \||^\s*end$|\bgets\b/, 3],
    [/^\s*def [\w?!]+(\(.*\))?$/, 3],
  ],
  php: [[/^<\?php|\$\w+ =|\becho\b.*;$/, 4]],
  bash: [
    [/^#!.*\b(ba)?sh$/, 8],
    [/^\s*(fi|done|esac|then|do)$|\$\{\w+|\[\[ .* \]\]|^\s*echo /, 3],
  ],
  ada: [[/^(with|use) Ada\.|^procedure \w+ is$|^\s*end( loop| if| \w+)?;$/, 4]],
  elixir: [[/^\s*defmodule [\w.]+ do$|\bIO\.puts\b|\|>|^\s*defp? \w+.* do$/, 5]],
  ocaml: [[/^let (rec )?\w+.* =|\blet .* in$|Printf\.printf|;;$/, 5]],
  scala: [[/^\s*(@main )?def \w+.* =|^object \w+|\bextends App\b|println\(s"/, 5]],
  tcl: [[/^\s*(set \w+ |proc \w+ \{|foreach \w+ )|\[(expr|gets|string) /, 5]],
  zig: [[/@import\("std"\)|\bpub fn main\(|\bconst \w+ = std\./, 6]],
  haskell: [
    [/^\w+ :: |^module [\w.]+ |^import (qualified )?[A-Z][\w.]+/, 4],
    [/ <- | -> .*$|\bputStrLn\b/, 1],
  ],
  lua: [[/\blocal (function )?\w+|\bthen$|^\s*end$|\.\./, 2]],
  perl: [[/^use (strict|warnings);|\bmy [$@%]\w+/, 5]],
  r: [[/\b\w+ <- (function\(|c\(|\w)|\blibrary\(\w+\)/, 4]],
  sql: [[/^\s*(select\b.*|create table \w.*|insert into \w.*|update \w+ set .*)/i, 5]],
}

const LEAST_LENGTH = 24
const LEAST = 6
const MOST_LINES = 200

/**
 * The language that a pasted text seems to be in, of those that there are; null where nothing is clear: a wrong guess
 * costs more than none.
 */
export function seemsLike(text: string, known: readonly string[]): string | null {
  if (text.trim().length < LEAST_LENGTH) return null
  const lines = text.split('\n', MOST_LINES).map(line => line.trimEnd())
  const scores = known
    .map(id => ({ id, score: (SIGNS[id] ?? []).reduce((sum, [sign, weight]) => sum + seen(lines, sign) * weight, 0) }))
    .sort((a, b) => b.score - a.score)
  const [first, second] = scores
  if (first === undefined || first.score < LEAST) return null
  return second !== undefined && first.score < second.score * 1.25 ? null : first.id
}

/** How often, but many of one sign say little more than a few. */
function seen(lines: readonly string[], sign: RegExp): number {
  return Math.min(4, lines.filter(line => sign.test(line)).length)
}
