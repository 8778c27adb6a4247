import { type Block, blocks, type Piece, pieces } from '../../lib/markdown'

/** A text of our own, drawn from its Markdown. */
export function Markdown({ text }: { text: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the text does not change under its reader.
  return blocks(text).map((block, i) => <BlockOf key={i} block={block} />)
}

function BlockOf({ block }: { block: Block }) {
  switch (block.is) {
    case 'title': {
      const Title = block.level === 1 ? 'h1' : 'h2'
      return (
        <Title>
          <Line text={block.text} />
        </Title>
      )
    }
    case 'text':
      return (
        <p>
          <Line text={block.text} />
        </p>
      )
    case 'list':
      return (
        <ul>
          {block.items.map(item => (
            <li key={item}>
              <Line text={item} />
            </li>
          ))}
        </ul>
      )
    case 'table':
      return <Table head={block.head} rows={block.rows} />
  }
}

function Table({ head, rows }: { head: string[]; rows: string[][] }) {
  return (
    <table>
      <thead>
        <tr>
          {head.map(cell => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row[0]}>
            {row.map((cell, i) => (
              <td key={head[i]}>
                <Line text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Line({ text }: { text: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the text does not change under its reader.
  return pieces(text).map((piece, i) => <PieceOf key={i} piece={piece} />)
}

function PieceOf({ piece }: { piece: Piece }) {
  switch (piece.is) {
    case 'plain':
      return piece.text
    case 'strong':
      return <b>{piece.text}</b>
    case 'code':
      return <kbd>{piece.text}</kbd>
  }
}
