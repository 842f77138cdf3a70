// Stops with one clear line when the Node that runs us is too old: what would follow is a crash
// inside SQLite or an unreadable syntax error. Plain JavaScript that Node 18 can still run.
const NEEDED = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < NEEDED) {
  process.stderr.write(
    `需要 Node ${NEEDED} 或更高版本，当前是 ${process.version}：请先执行 npm ci，再用 npm run <命令> 启动（Windows/macOS 请安装 Node ${NEEDED}）。` +
      ` / Node ${NEEDED} or newer is needed, this is ${process.version}: run npm ci, then start through npm run <command> (on Windows/macOS install Node ${NEEDED}).\n`,
  );
  process.exit(1);
}
