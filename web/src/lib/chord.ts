/** A key with what is held beside it. Mod is Ctrl, and Cmd where people have one. */
export interface Chord {
  key: string
  mod?: true
  shift?: true
  alt?: true
  /** Ctrl wherever it is pressed, as terminals have it. */
  ctrl?: true
}

export const onMac = /Mac|iPhone|iPad/.test(navigator.platform)

export function pressed(event: KeyboardEvent, chord: Chord): boolean {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  // With Alt a key may write another sign than stands on it.
  const cap = event.code.replace(/^(Key|Digit)/, '').toLowerCase()
  const same =
    chord.key === '1…9'
      ? /^[1-9]$/.test(cap)
      : chord.alt && /^[a-z0-9]$/.test(chord.key)
        ? cap === chord.key
        : key === chord.key
  return (
    same &&
    event.metaKey === (onMac && chord.mod === true) &&
    event.ctrlKey === (chord.ctrl === true || (!onMac && chord.mod === true)) &&
    event.altKey === (chord.alt ?? false) &&
    (event.shiftKey === (chord.shift ?? false) || chord.key === '?')
  )
}

export function written(chord: Chord): string {
  const names = { Escape: 'Esc', ArrowLeft: '←', ArrowRight: '→' } as Record<string, string>
  return [
    chord.ctrl ? 'Ctrl' : chord.mod ? (onMac ? 'Cmd' : 'Ctrl') : '',
    chord.alt ? (onMac ? 'Option' : 'Alt') : '',
    chord.shift ? 'Shift' : '',
    names[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key),
  ]
    .filter(part => part !== '')
    .join(' ')
}
