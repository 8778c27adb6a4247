import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

afterEach(cleanup)

// What jsdom lacks of a browser: a screen that components may ask about.
if (typeof window !== 'undefined') {
  window.matchMedia = query => Object.assign(new EventTarget(), { matches: false, media: query }) as MediaQueryList
}
