//! A layout as text: one character for 8 × 12 px, so a card is 26 × 5 characters.

use asl_layout::{EdgeKind, Graph, Layout, Rect};

const CELL: (f64, f64) = (8.0, 12.0);

/// The picture, and below it the corner of every node.
pub(crate) fn drawing(graph: &Graph, layout: &Layout) -> String {
    let columns = cell(layout.size.width, CELL.0) + 2;
    let lines = cell(layout.size.height, CELL.1) + 2;
    let mut canvas = Canvas(vec![vec![' '; columns]; lines]);
    canvas.level(graph, layout);
    let lines = canvas.0.iter().map(|line| {
        let line: String = line.iter().collect();
        line.trim_end().to_owned()
    });
    let corners = layout.nodes.iter().enumerate().map(|(node, placed)| {
        let rect = placed.rect;
        let (x, y, width, height) = (rect.x, rect.y, rect.width, rect.height);
        format!("{node}: {x},{y} {width}x{height}")
    });
    let lines = lines.filter(|line| !line.is_empty()).chain(corners);
    lines.map(|line| line + "\n").collect()
}

struct Canvas(Vec<Vec<char>>);

impl Canvas {
    fn level(&mut self, graph: &Graph, layout: &Layout) {
        for (edge, route) in graph.edges.iter().zip(&layout.edges) {
            let mark = if edge.kind == EdgeKind::Catch {
                ':'
            } else {
                '.'
            };
            for step in 0..=800 {
                let point = route.path.point_at(f64::from(step) / 800.0);
                self.set(point.x, point.y, mark);
            }
            let end = route.path.end();
            self.set(end.x, end.y - 1.0, 'v');
        }
        for (node, placed) in layout.nodes.iter().enumerate() {
            self.outline(&placed.rect, &node.to_string());
        }
        for route in &layout.edges {
            if let Some(label) = route.label {
                self.text(&label, "[", "]");
            }
        }
        let groups = layout.nodes.iter().map(|placed| &placed.groups);
        for (node, groups) in graph.nodes.iter().zip(groups) {
            if let asl_layout::Content::Container { groups: inner, .. } = &node.content {
                inner
                    .iter()
                    .zip(groups)
                    .for_each(|(graph, layout)| self.level(graph, layout));
            }
        }
    }

    fn set(&mut self, x: f64, y: f64, mark: char) {
        self.0[cell(y, CELL.1)][cell(x, CELL.0)] = mark;
    }

    fn outline(&mut self, rect: &Rect, name: &str) {
        if rect.height < 2.0 * CELL.1 {
            self.set(rect.center().x, rect.center().y, 'o');
            return;
        }
        let (left, right) = (cell(rect.x, CELL.0), cell(rect.right(), CELL.0));
        let (top, bottom) = (cell(rect.y, CELL.1), cell(rect.bottom() - 1.0, CELL.1));
        for line in top..=bottom {
            for column in left..=right {
                let level = line == top || line == bottom;
                let upright = column == left || column == right;
                self.0[line][column] = match (level, upright) {
                    (true, true) => '+',
                    (true, false) => '-',
                    (false, true) => '|',
                    (false, false) => ' ',
                };
            }
        }
        for (place, letter) in name.chars().enumerate() {
            self.0[top + 1][left + 2 + place] = letter;
        }
    }

    fn text(&mut self, rect: &Rect, open: &str, close: &str) {
        let (left, right) = (cell(rect.x, CELL.0), cell(rect.right() - 1.0, CELL.0));
        let line = cell(rect.center().y, CELL.1);
        let inside = "~".repeat(right - left - 1);
        for (place, letter) in format!("{open}{inside}{close}").chars().enumerate() {
            self.0[line][left + place] = letter;
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels of a small picture to characters"
)]
fn cell(pixels: f64, size: f64) -> usize {
    (pixels / size + 1e-6) as usize
}
