import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { watchWaits } from './store/alerts.ts'
import { privacy } from './store/index.ts'
import { showAppearance } from './ui/appearance.ts'
import './styles/index.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
showAppearance()
privacy.watch(window)
watchWaits()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
