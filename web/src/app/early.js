// Before the first paint, so that nobody in a dark room is shown a white page.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('carrel.theme')
  } catch {}
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
