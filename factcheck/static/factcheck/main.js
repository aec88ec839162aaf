// All scripts of the desk, in the order in which they run. Each looks for what it is about, and rests where the page
// has none. A browser gets them as one file (factcheck/static_files.py).

import "./desk.js";
import "./keys.js";
import "./unsaved.js";
import "../annotations/annotator.js";
import "../annotations/caret.js";
import "../annotations/edges.js";
import "./sheet.js";
import "./live.js";
