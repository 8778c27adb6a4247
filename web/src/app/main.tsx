// First, for it says which layer of style comes before which.
import '../ui/index.css'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { defineElement } from '../features/ide/element'
import { followDevice } from '../lib/theme'
import { firstWords } from '../lib/words'
import { router } from './router'

// Who has no network is told at once: a query that waits for one would look like a page that loads.
const queries = new QueryClient({ defaultOptions: { queries: { networkMode: 'always', refetchOnReconnect: true } } })
const root = document.getElementById('root')
await firstWords()
defineElement()
followDevice()
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
