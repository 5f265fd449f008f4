export class Credentials {}
