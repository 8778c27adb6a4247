/** Lets the page itself open without a network, from now on: whoever keeps projects here comes back to them anywhere. */
export async function openAnywhere(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/assets/away.js', { scope: '/' })
  } catch {
    // Then it opens where there is a network.
  }
}
