import { CircleHalf } from '@phosphor-icons/react/dist/csr/CircleHalf'
import { Translate } from '@phosphor-icons/react/dist/csr/Translate'
import { Link, Outlet } from '@tanstack/react-router'
import { switchTheme } from '../lib/theme'
import { changeWords, useWords } from '../lib/words'
import { Mark } from '../ui/Mark'
import './shell.css'

/** What stands around every page. */
export function Shell() {
  const words = useWords()
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="top">
        <Link to="/" className="brand" aria-label={words.home}>
          <Mark />
          <span>Carrel</span>
        </Link>
        <nav className="ways" aria-label={words.menu}>
          <Link to="/" activeProps={{ 'aria-current': 'page' }}>
            {words.playground}
          </Link>
        </nav>
        <span className="flex-1" />
        <button
          type="button"
          className="btn btn-quiet"
          onClick={changeWords}
          lang={words.locale === 'en' ? 'de' : 'en'}
        >
          <Translate size={16} aria-hidden />
          {words.action.words}
        </button>
        <button
          type="button"
          className="btn btn-quiet btn-icon"
          aria-label={words.action.theme}
          title={words.action.theme}
          onClick={switchTheme}
        >
          <CircleHalf size={16} aria-hidden />
        </button>
      </header>
      <main id="main" className="shell-main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}
