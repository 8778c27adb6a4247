import { ArrowElbowDownLeft } from '@phosphor-icons/react/dist/csr/ArrowElbowDownLeft'
import { CircleHalf } from '@phosphor-icons/react/dist/csr/CircleHalf'
import { Ear } from '@phosphor-icons/react/dist/csr/Ear'
import { Question } from '@phosphor-icons/react/dist/csr/Question'
import { Sliders } from '@phosphor-icons/react/dist/csr/Sliders'
import { Translate } from '@phosphor-icons/react/dist/csr/Translate'
import { switchTheme } from '../../../lib/theme'
import { changeWords } from '../../../lib/words'
import { set, useSettings } from '../settings/settings'
import type { Action } from './action'

export const settings: Action = {
  id: 'settings',
  icon: Sliders,
  keys: { key: ',', mod: true },
  perform: ide => ide.desk.setState({ over: 'settings' }),
}

export const keys: Action = {
  id: 'keys',
  icon: Question,
  keys: { key: '?' },
  outsideText: true,
  perform: ide => ide.desk.setState({ over: 'keys' }),
}

export const wrap: Action = {
  id: 'wrap',
  icon: ArrowElbowDownLeft,
  keys: { key: 'z', alt: true },
  perform: () => set({ wrap: !useSettings.getState().wrap }),
}

export const plainOutput: Action = {
  id: 'plainOutput',
  icon: Ear,
  perform: () => set({ plainOutput: !useSettings.getState().plainOutput }),
}

export const theme: Action = { id: 'theme', icon: CircleHalf, perform: () => switchTheme() }
export const language: Action = { id: 'words', icon: Translate, perform: () => changeWords() }
