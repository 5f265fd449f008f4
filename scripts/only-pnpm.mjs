// `npm install` cannot read a pnpm workspace and fails with a message nobody understands; say it in one line instead.
if (!/pnpm/.test(process.env.npm_config_user_agent ?? '')) {
  console.error('This repository is a pnpm workspace. Run `npm start`, `npm test`, or `npx --yes pnpm@12.21.0 install`.')
  process.exit(1)
}
