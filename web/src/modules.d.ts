/// <reference types="vite/client" />

// The editor's parts are imported for what they do when loaded; they have no types of their own.
declare module 'monaco-editor/editor/contrib/*'
declare module 'monaco-editor/languages/definitions/*'
