/** The words of a command line: blanks part them, quotes keep them together, a backslash takes the next sign as it is. */
export function splitArguments(line: string): string[] {
  const words: string[] = []
  let word: string | null = null
  let quote = ''
  for (let i = 0; i < line.length; i++) {
    const sign = line[i] ?? ''
    if (sign === '\\' && quote !== "'" && i + 1 < line.length) {
      word = (word ?? '') + line[++i]
    } else if (quote !== '') {
      if (sign === quote) quote = ''
      else word = (word ?? '') + sign
    } else if (sign === '"' || sign === "'") {
      quote = sign
      word ??= ''
    } else if (/\s/.test(sign)) {
      if (word !== null) words.push(word)
      word = null
    } else {
      word = (word ?? '') + sign
    }
  }
  if (word !== null) words.push(word)
  return words
}
