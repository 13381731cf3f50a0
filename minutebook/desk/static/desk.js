// Words marked in the paper go into the form. Without this the words are typed.
"use strict";
const paper = document.getElementById("paper-text");
const quote = document.getElementById("quote");
if (paper && quote) {
  document.addEventListener("selectionchange", () => {
    const marked = document.getSelection();
    if (marked && !marked.isCollapsed && paper.contains(marked.anchorNode) && paper.contains(marked.focusNode)) {
      quote.value = marked.toString();
    }
  });
}
