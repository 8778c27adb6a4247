/** A key with what is held beside it. Mod is Ctrl, and Cmd where people have one. */
export interface Chord {
  key: string
  mod?: true
  shift?: true
  alt?: true
}

export const onMac = /Mac|iPhone|iPad/.test(navigator.platform)

export function pressed(event: KeyboardEvent, chord: Chord): boolean {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const same =
    chord.alt && /^[a-z0-9]$/.test(chord.key)
      ? event.code.replace(/^(Key|Digit)/, '').toLowerCase() === chord.key
      : key === chord.key
  return (
    same &&
    (onMac ? event.metaKey : event.ctrlKey) === (chord.mod ?? false) &&
    (onMac ? event.ctrlKey : event.metaKey) === false &&
    event.altKey === (chord.alt ?? false) &&
    (event.shiftKey === (chord.shift ?? false) || chord.key === '?')
  )
}

export function written(chord: Chord): string {
  const names = { Escape: 'Esc', ArrowLeft: '←', ArrowRight: '→' } as Record<string, string>
  return [
    chord.mod ? (onMac ? 'Cmd' : 'Ctrl') : '',
    chord.alt ? (onMac ? 'Option' : 'Alt') : '',
    chord.shift ? 'Shift' : '',
    names[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key),
  ]
    .filter(part => part !== '')
    .join(' ')
}
