/// The script of HTML reports: it filters and sorts tables, and nothing is lost without it.
///
/// It makes its controls itself, so that none stands there dead, and writes texts only as text. Words come from the
/// body's `data-` attributes, so that one hash in the policy fits both languages.
enum ReportScript {
    static let source: StaticString = #"""
        'use strict';
        (() => {
          const words = document.body.dataset;
          const number = (cell) => parseFloat(cell.textContent.replace(/[^0-9.\-]/g, ''));
          const sort = (table, column, head) => {
            const down = head.getAttribute('aria-sort') === 'ascending';
            for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
            head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
            const body = table.tBodies[0];
            const rows = Array.from(body.rows);
            const numeric = head.classList.contains('number');
            rows.sort((a, b) => {
              const [x, y] = [a.cells[column], b.cells[column]];
              const order = numeric ? (number(x) || 0) - (number(y) || 0)
                : x.textContent.localeCompare(y.textContent, document.documentElement.lang);
              return down ? -order : order;
            });
            body.append(...rows);
          };
          let count = 0;
          const filter = (table) => {
            const rows = Array.from(table.tBodies[0].rows);
            const box = document.createElement('p');
            const label = document.createElement('label');
            const input = document.createElement('input');
            const status = document.createElement('span');
            box.className = 'filter';
            count += 1;
            input.type = 'search';
            input.id = label.htmlFor = 'filter-' + count;
            label.textContent = words.filter + (table.caption ? table.caption.textContent : '');
            status.setAttribute('role', 'status');
            input.addEventListener('input', () => {
              const wanted = input.value.trim().toLowerCase();
              let shown = 0;
              for (const row of rows) {
                row.hidden = !row.textContent.toLowerCase().includes(wanted);
                shown += row.hidden ? 0 : 1;
              }
              status.textContent = shown + ' / ' + rows.length;
            });
            box.append(label, input, status);
            table.parentElement.before(box);
          };
          for (const table of document.querySelectorAll('table.sortable')) {
            Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
              const button = document.createElement('button');
              button.type = 'button';
              button.textContent = head.textContent;
              button.addEventListener('click', () => sort(table, column, head));
              head.replaceChildren(button);
            });
            if (table.tBodies[0].rows.length > 20) filter(table);
          }
        })();
        """#
}
