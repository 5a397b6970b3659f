//! Pictures of real diagrams.

use super::{Theme, render_svg, render_svg_adaptive};
use crate::diagram::{DiagramOptions, approximate_width, diagram};
use crate::testing::{BRANCHES, PIPELINE, pipeline_run, runnable};

/// Every start tag has its end tag, and nothing else is left open.
#[track_caller]
fn check_well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in svg
        .split('<')
        .skip(1)
        .map(|rest| rest.split_once('>').unwrap().0)
    {
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty());
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}

#[test]
fn bare_diagrams_are_well_formed() {
    for definition in [PIPELINE, BRANCHES] {
        let diagram = diagram(
            &runnable(definition).machine,
            &DiagramOptions::default(),
            &approximate_width,
        );
        for theme in [Theme::Light, Theme::Dark] {
            check_well_formed(&render_svg(&diagram, None, theme));
        }
    }
}

#[test]
fn an_adaptive_picture_turns_every_colour_dark() {
    let diagram = diagram(
        &runnable(BRANCHES).machine,
        &DiagramOptions::default(),
        &approximate_width,
    );
    let svg = render_svg_adaptive(&diagram, None);
    check_well_formed(&svg);
    let (head, drawing) = svg.split_once("</style>").unwrap();
    for part in drawing
        .split(['"', ' '])
        .filter(|part| part.starts_with('#'))
    {
        let rule = format!("light-dark({part},#");
        assert!(head.contains(&rule), "{part}");
    }
    assert!(head.contains(".asl-diagram [fill=\\#fafbfd]{fill:light-dark(#fafbfd,#0f141d)}"));
}

#[test]
fn pictures_say_what_they_show_and_can_stand_side_by_side() {
    let diagram = diagram(
        &runnable(PIPELINE).machine,
        &DiagramOptions::default(),
        &approximate_width,
    );
    for svg in [
        render_svg(&diagram, None, Theme::Light),
        render_svg_adaptive(&diagram, None),
    ] {
        assert!(svg.contains("class=\"asl-diagram\""));
        assert!(svg.contains("role=\"img\" aria-label=\"State machine of "));
        assert!(
            svg.contains("<desc>Load tables: Map · one at a time. "),
            "{svg}"
        );
        assert!(!svg.contains(" id=") && !svg.contains("url(") && !svg.contains("<script"));
    }
}

#[test]
fn a_run_is_drawn_at_its_cursor() {
    let run = pipeline_run();
    let diagram = diagram(&run.machine, &DiagramOptions::default(), &approximate_width);
    for cursor in 0..=run.len() {
        check_well_formed(&render_svg(&diagram, Some((&run, cursor)), Theme::Light));
    }
    let before = render_svg(&diagram, Some((&run, 0)), Theme::Light);
    let after = render_svg(&diagram, Some((&run, run.len())), Theme::Light);
    assert!(before.contains("Load tables: Map · one at a time, not reached yet"));
    assert!(after.contains("Load tables: Map · one at a time, succeeded"));
    assert!(after.contains("3 of 3"));
}

#[test]
fn names_cannot_break_out_of_the_picture() {
    let name = "<script>\\\"&\\u0007";
    let definition = format!(
        r#"{{"StartAt": "{name}", "States": {{"{name}": {{"Type": "Pass", "End": true}}}}}}"#
    );
    let diagram = diagram(
        &crate::analyse(&definition).machine,
        &DiagramOptions::default(),
        &approximate_width,
    );
    let svg = render_svg(&diagram, None, Theme::Light);
    check_well_formed(&svg);
    assert!(svg.contains("&lt;script&gt;&quot;&amp; "));
}
