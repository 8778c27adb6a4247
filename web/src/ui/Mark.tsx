/** The plan of a carrel: three walls, and the lamp where the text cursor stands. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path d="M20.5 4.5h-16v15h16" fill="none" stroke="var(--green)" strokeWidth="3.6" />
      <rect x="10.2" y="8.7" width="3.6" height="6.6" fill="var(--brass)" />
    </svg>
  )
}
