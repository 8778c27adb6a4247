/** As much of Markdown as our own papers use: titles, paragraphs, lists, tables, code, and bold words. */
export type Block =
  | { is: 'title'; level: 1 | 2; text: string }
  | { is: 'text'; text: string }
  | { is: 'list'; items: string[] }
  | { is: 'table'; head: string[]; rows: string[][] }

export interface Piece {
  is: 'plain' | 'strong' | 'code'
  text: string
}

export function blocks(markdown: string): Block[] {
  return markdown
    .split(/\n(?:[ \t]*\n)+|(?<=^#.*)\n|\n(?=#)/m)
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(block)
}

function block(part: string): Block {
  const title = /^(#{1,2}) (.*)$/.exec(part)
  if (title) return { is: 'title', level: title[1] === '#' ? 1 : 2, text: title[2] ?? '' }
  const lines = part.split('\n')
  if (lines.every(line => /^(- | {2})/.test(line))) {
    return { is: 'list', items: part.slice(2).split(/\n- /).map(unbroken) }
  }
  if (lines.length > 2 && lines.every(line => line.startsWith('|'))) {
    const [head = [], , ...rows] = lines.map(cells)
    return { is: 'table', head, rows }
  }
  return { is: 'text', text: unbroken(part) }
}

function cells(line: string): string[] {
  return line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map(cell => cell.trim())
}

function unbroken(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ')
}

export function pieces(text: string): Piece[] {
  return text
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .filter(part => part !== '')
    .map(part => {
      if (part.startsWith('**')) return { is: 'strong', text: part.slice(2, -2) }
      if (part.startsWith('`')) return { is: 'code', text: part.slice(1, -1) }
      return { is: 'plain', text: part }
    })
}
