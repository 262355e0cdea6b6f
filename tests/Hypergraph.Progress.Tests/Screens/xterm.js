// Plays what a program writes, and how its window is resized, on xterm.js without a window, and tells what then stands
// on the screen and above it. Input and output are JSON. The variable HYPERGRAPH_XTERM names the folder into which
// @xterm/headless was installed.
const { Terminal } = require(process.env.HYPERGRAPH_XTERM + '/node_modules/@xterm/headless');
const { columns, rows, steps } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const terminal = new Terminal({ cols: columns, rows, scrollback: 10000, allowProposedApi: true });

function lines(from, to) {
  const buffer = terminal.buffer.active;
  const texts = [];
  for (let i = from; i < to; i++) {
    texts.push(buffer.getLine(i).translateToString(true));
  }
  return texts;
}

function columnsOf(text) {
  const buffer = terminal.buffer.active;
  const found = [];
  for (let i = buffer.baseY; i < buffer.length; i++) {
    for (let column = 0; column < terminal.cols; column++) {
      if (buffer.getLine(i).translateToString(true, column).startsWith(text)) {
        found.push(column);
        break;
      }
    }
  }
  return found;
}

(async () => {
  for (const step of steps) {
    if (step.output !== undefined) {
      await new Promise(written => terminal.write(step.output, written));
    } else {
      terminal.resize(step.columns, step.rows);
    }
  }
  const buffer = terminal.buffer.active;
  process.stdout.write(JSON.stringify({
    above: lines(0, buffer.baseY),
    screen: lines(buffer.baseY, buffer.length),
    bars: columnsOf('╺'),
  }));
})();
