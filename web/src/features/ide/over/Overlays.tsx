import { KeyMap } from './KeyMap'
import type { Given } from './LateOver'
import { Palette } from './Palette'
import { SettingsPanel } from './SettingsPanel'

/** What lies over the desk now. */
export function Overlays({ over, ...before }: Given) {
  switch (over) {
    case 'find':
    case 'open':
    case 'move':
      return <Palette key={over} over={over} {...before} />
    case 'settings':
      return <SettingsPanel />
    case 'keys':
      return <KeyMap />
  }
}
