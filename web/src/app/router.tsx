import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { Ide } from '../features/ide/Ide'
import { Fallen } from './Fallen'
import { NotFound } from './NotFound'
import { Shell } from './Shell'

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Fallen })
const getParentRoute = () => rootRoute

/** What follows the # of the link that a service prints which nobody runs yet. */
const SET_UP = 'setup='

const routes = [
  createRoute({
    getParentRoute,
    path: '/',
    component: () => <Ide name="play" />,
    beforeLoad: ({ location: { hash } }) => {
      // The token leaves the address at once: addresses are kept, shown and sent along.
      if (hash.startsWith(SET_UP)) {
        throw redirect({ to: '/set-up', replace: true, state: { setUp: hash.slice(SET_UP.length) } })
      }
    },
  }),
  late('/sign-in', () => import('../features/account/entry/SignIn'), 'SignIn'),
  late('/sign-in/return', () => import('../features/account/entry/Return'), 'Return'),
  late('/sign-up', () => import('../features/account/entry/SignUp'), 'SignUp'),
  late('/confirm', () => import('../features/account/entry/Confirm'), 'Confirm'),
  late('/forgot', () => import('../features/account/entry/Forgot'), 'Forgot'),
  late('/reset', () => import('../features/account/entry/Reset'), 'Reset'),
  late('/set-up', () => import('../features/account/entry/SetUp'), 'SetUp'),
  late('/join', () => import('../features/account/entry/Join'), 'Join'),
  late('/account', () => import('../features/account/own/Account'), 'Account'),
  late('/projects', () => import('../features/account/projects/Projects'), 'Projects'),
  late('/projects/$id', () => import('./ProjectPages'), 'ProjectPage'),
  late('/shared/$id', () => import('./ProjectPages'), 'SharedPage'),
  late('/classes', () => import('../features/account/classes/Classes'), 'Classes'),
  late('/classes/$id', () => import('../features/account/classes/OneClass'), 'OneClass'),
  late('/switches', () => import('../features/account/switches/Switches'), 'Switches'),
  late('/terms', () => import('../features/reading/Paper'), 'Terms'),
  late('/privacy', () => import('../features/reading/Paper'), 'Privacy'),
  late('/help', () => import('../features/reading/Help'), 'Help'),
] as const

/** A page that comes when somebody goes there. */
function late<const P extends string, M extends Record<string, unknown>, K extends keyof M & string>(
  path: P,
  load: () => Promise<M>,
  name: K,
) {
  return createRoute({ getParentRoute, path, component: lazyRouteComponent(load, name) })
}

export const router = createRouter({ routeTree: rootRoute.addChildren(routes) })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }

  /** What one page hands to the next, and no address shows. */
  interface HistoryState {
    email?: string
    after?: 'made' | 'changed'
    by?: 'email' | 'class'
    setUp?: string
  }
}
