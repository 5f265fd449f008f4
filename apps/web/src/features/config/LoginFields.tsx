import type { Login } from './Draft.ts'
import type { Faults } from './draftFaults.ts'
import { Field } from './Field.tsx'

const fields = [
  { name: 'server', label: 'Registry', placeholder: 'https://index.docker.io/v1/' },
  { name: 'username', label: 'User name', placeholder: '' },
  { name: 'password', label: 'Password or token', placeholder: '' },
  { name: 'email', label: 'Email (optional)', placeholder: '' },
] as const

type Props = { readonly login: Login; readonly faults: Faults; readonly hidden: boolean; readonly onChange: (change: Partial<Login>) => void }

/** A login to an image registry, from which the JSON is made that container runtimes read. */
export function LoginFields({ login, faults, hidden, onChange }: Props) {
  return (
    <section aria-label="Registry login" className="grid max-w-[720px] grid-cols-2 gap-x-3 gap-y-2">
      {fields.map(({ name, label, placeholder }) => (
        <Field key={name} label={label} fault={faults.get(name) ?? null}>
          {(given) => (
            <input
              {...given}
              className={`field font-mono text-mono ${name === 'password' && hidden && login.password !== '' ? 'config-hidden' : ''}`}
              value={login[name]}
              placeholder={placeholder}
              onChange={(event) => onChange({ [name]: event.target.value })}
              spellCheck={false}
              autoComplete="off"
            />
          )}
        </Field>
      ))}
    </section>
  )
}
