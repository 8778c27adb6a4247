import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { Ide } from '../features/ide/Ide'
import { Fallen } from './Fallen'
import { NotFound } from './NotFound'
import { Shell } from './Shell'

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Fallen })

const playground = createRoute({ getParentRoute: () => rootRoute, path: '/', component: () => <Ide name="play" /> })

export const router = createRouter({ routeTree: rootRoute.addChildren([playground]) })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
