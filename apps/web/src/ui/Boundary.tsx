import { Component, type ReactNode } from 'react'
import { Button } from './Button.tsx'

type Props = { readonly children: ReactNode }

/** Keeps a part of the page that cannot be drawn or loaded from taking the rest with it. */
export class Boundary extends Component<Props, { readonly fault: string | null }> {
  override state = { fault: null }

  static getDerivedStateFromError(fault: unknown): { fault: string } {
    return { fault: fault instanceof Error ? fault.message : String(fault) }
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children
    return (
      <div role="alert" className="card flex flex-wrap items-center gap-3 border-fail bg-tint-fail px-3 py-2">
        <span>This part of the page could not be shown.</span>
        <code className="font-mono text-mono break-all text-muted">{this.state.fault}</code>
        <Button className="ml-auto" onClick={() => location.reload()}>
          Reload
        </Button>
      </div>
    )
  }
}
