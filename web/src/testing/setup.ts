import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

afterEach(cleanup)

// A machine with much else to do takes its time.
configure({ asyncUtilTimeout: 20_000 })

// What jsdom lacks of a browser: a screen that components may ask about.
if (typeof window !== 'undefined') {
  window.matchMedia = query => Object.assign(new EventTarget(), { matches: false, media: query }) as MediaQueryList
}
