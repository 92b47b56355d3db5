import { createRoot } from 'react-dom/client'

// What a page of React weighs that shows nothing: the floor of our bundle.
createRoot(document.body).render(null)
