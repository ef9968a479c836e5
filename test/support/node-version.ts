if (!process.version.startsWith('v24.')) {
  throw new Error(
    `The tests run on Node 24, and this is ${process.version}. Run "npm test": it brings the right one.`,
  );
}
