//! Icons: one path each, on a grid of 16 × 16, drawn with the current colour.

use asl::{Icon as Picture, Phase};
use leptos::prelude::*;

use crate::reactive::Signal;

/// The icons of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants say what they show")]
pub enum Glyph {
    Play,
    Pause,
    StepBack,
    StepForward,
    ToStart,
    ToEnd,
    StepOver,
    StepInto,
    StepOut,
    Breakpoint,
    Here,
    Check,
    Cross,
    Shield,
    Clock,
    Spinner,
    Dash,
    Never,
    Down,
    Left,
    Right,
    Plus,
    Minus,
    Fit,
    Export,
    Share,
    Sun,
    Moon,
    Screen,
    Help,
    Undo,
    Copy,
    Warning,
    Error,
    Info,
    Retry,
    Follow,
    Code,
    Flow,
    Run,
    Data,
    /// The picture of a state type or service.
    Of(Picture),
}

/// An icon. It is decoration: what it says is said in words beside it.
#[component]
pub fn Icon(
    /// Which one.
    #[prop(into)]
    glyph: Signal<Glyph>,
    /// Smaller, for chips and badges.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    view! {
        <svg class="icon" class:small=small class:solid=move || is_solid(glyph.get()) viewBox="0 0 16 16" aria-hidden="true">
            <path d=move || path(glyph.get())></path>
        </svg>
    }
}

/// The icon of a phase.
pub fn of_phase(phase: Phase) -> Glyph {
    match phase {
        Phase::Idle => Glyph::Dash,
        Phase::Running => Glyph::Spinner,
        Phase::Waiting => Glyph::Clock,
        Phase::Succeeded => Glyph::Check,
        Phase::Caught => Glyph::Shield,
        Phase::Failed => Glyph::Cross,
        Phase::Aborted | Phase::Unreached => Glyph::Never,
    }
}

/// Whether the icon is filled.
pub fn is_solid(glyph: Glyph) -> bool {
    matches!(
        glyph,
        Glyph::Play | Glyph::StepBack | Glyph::StepForward | Glyph::ToStart | Glyph::ToEnd
    )
}

/// The path of an icon.
pub fn path(glyph: Glyph) -> &'static str {
    match glyph {
        Glyph::Play => "M5 3v10l8-5z",
        Glyph::Pause => "M5 3.5v9M11 3.5v9",
        Glyph::StepBack => "M4 4v8M12.5 4 6.500 8l6 4z",
        Glyph::StepForward => "M12 4v8M3.500 4l6 4-6 4z",
        Glyph::ToStart => "M3 4v8M8.500 4.500 4 8l4.500 3.500zM13.500 4.500 9 8l4.500 3.500z",
        Glyph::ToEnd => "M13 4v8M7.500 4.500 12 8l-4.500 3.500zM2.500 4.500 7 8l-4.500 3.500z",
        Glyph::StepOver => "M2.500 9a5.500 5.500 0 0 1 10.500-2M13.500 3.500V7H10M8 12.500v.1",
        Glyph::StepInto => "M8 2v7M4.800 6 8 9.200 11.200 6M8 13v.1",
        Glyph::StepOut => "M8 9.500V2.300M4.800 5.500 8 2.300l3.200 3.200M8 13v.1",
        Glyph::Breakpoint => "M8 3.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9z",
        Glyph::Here => "M2.500 8h8M7.500 5l3 3-3 3M13.500 3v10",
        Glyph::Check => "M3.500 8.500l3 3 6-7",
        Glyph::Cross => "M4 4l8 8M12 4l-8 8",
        Glyph::Shield => {
            "M8 1.800l5 1.800v4c0 3.200-2.100 5.400-5 6.600-2.900-1.200-5-3.400-5-6.600v-4z"
        }
        Glyph::Clock => "M8 4.500V8l2.500 1.500M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
        Glyph::Spinner => "M8 2.500A5.500 5.500 0 1 1 2.500 8",
        Glyph::Dash => "M4.500 8h7",
        Glyph::Never => "M3.800 3.800l8.400 8.400M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
        Glyph::Down => "M4 6l4 4 4-4",
        Glyph::Left => "M10 4 6 8l4 4",
        Glyph::Right => "M6 4l4 4-4 4",
        Glyph::Plus => "M8 3v10M3 8h10",
        Glyph::Minus => "M3 8h10",
        Glyph::Fit => {
            "M2.500 6V3.500a1 1 0 0 1 1-1H6M10 2.500h2.500a1 1 0 0 1 1 1V6M13.500 10v2.500a1 1 0 0 1-1 1H10M6 13.500H3.500a1 1 0 0 1-1-1V10"
        }
        Glyph::Export => {
            "M8 2v7M5 6.200 8 9.200l3-3M2.500 10.500v2a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-2"
        }
        Glyph::Share => {
            "M6.800 9.200a2.600 2.600 0 0 0 3.700 0l2.400-2.400a2.600 2.600 0 0 0-3.700-3.700l-.9.9M9.200 6.800a2.600 2.600 0 0 0-3.700 0L3.100 9.200a2.600 2.600 0 0 0 3.700 3.700l.9-.9"
        }
        Glyph::Sun => {
            "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1.500v1M8 13.500v1M1.500 8h1M13.500 8h1M3.400 3.400l.7.7M11.900 11.900l.7.7M3.400 12.600l.7-.7M11.900 4.100l.7-.7"
        }
        Glyph::Moon => "M13.500 9.500a5.700 5.700 0 1 1-7-7 4.600 4.600 0 0 0 7 7z",
        Glyph::Screen => {
            "M2.500 3h11a1 1 0 0 1 1 1v6.500a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM6 14h4M8 11.500V14"
        }
        Glyph::Help => "M5.800 6a2.200 2.200 0 1 1 3.200 2c-.7.4-1 .8-1 1.600M8 12.200v.1",
        Glyph::Undo => "M5.500 3l-3 3 3 3M2.500 6H10a3.500 3.500 0 0 1 0 7H7",
        Glyph::Copy => {
            "M5.500 5.500V3.200a.8.8 0 0 1 .8-.8h6.400a.8.8 0 0 1 .8.8v6.400a.8.8 0 0 1-.8.8h-2.200M3.300 5.800h6.400a.8.8 0 0 1 .8.8V13a.8.8 0 0 1-.8.8H3.300a.8.8 0 0 1-.8-.8V6.600a.8.8 0 0 1 .8-.8z"
        }
        Glyph::Warning => "M8 2.200l6.300 11.300H1.700zM8 6.300v3.400M8 11.600v.1",
        Glyph::Error => "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 4.800v3.800M8 11.100v.1",
        Glyph::Info => "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 7.300v3.900M8 4.900v.1",
        Glyph::Retry => "M13 8a5 5 0 1 1-1.600-3.700M13 2.200v2.600h-2.600",
        Glyph::Follow => {
            "M8 1.500v3M8 11.500v3M1.500 8h3M11.500 8h3M11 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0z"
        }
        Glyph::Code => "M5.500 4.500 2 8l3.500 3.500M10.500 4.500 14 8l-3.500 3.500",
        Glyph::Flow => "M6 2h4v3H6zM2 11h4v3H2zM10 11h4v3h-4zM8 5v3M4 11V8h8v3",
        Glyph::Run => "M2 4h7M5 8h6M9 12h5",
        Glyph::Data => {
            "M5.500 2.500c-1.500 0-2 .7-2 2v1.700C3.500 7.300 3 8 2.200 8c.8 0 1.300.7 1.300 1.800v1.700c0 1.300.5 2 2 2M10.500 2.500c1.500 0 2 .7 2 2v1.700c0 1.100.5 1.800 1.300 1.800-.8 0-1.300.7-1.300 1.800v1.700c0 1.300-.5 2-2 2"
        }
        Glyph::Of(picture) => picture_path(picture),
    }
}

fn picture_path(picture: Picture) -> &'static str {
    match picture {
        Picture::Start | Picture::End => "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
        Picture::Task => "M2.500 4.500h11v7h-11zM5 8h6",
        Picture::Lambda => "M4.500 2.500H7l5 11M7.400 6.500l-3.400 7",
        Picture::Glue => "M2 3h12L9.500 8.200V13l-3-1.400V8.200z",
        Picture::Sns => {
            "M3 6.200v3.600h2L10.500 13V3L5 6.200zM12.500 6.200a2.600 2.600 0 0 1 0 3.600"
        }
        Picture::Sqs => "M2 5h3v6H2zM6.500 5h3v6h-3zM11 5h3v6h-3z",
        Picture::DynamoDb => {
            "M3 4c0-1.100 2.200-2 5-2s5 .9 5 2-2.200 2-5 2-5-.9-5-2zM3 4v8c0 1.100 2.200 2 5 2s5-.9 5-2V4M3 8c0 1.100 2.200 2 5 2s5-.9 5-2"
        }
        Picture::S3 => {
            "M2.500 4c0-.8 2.500-1.500 5.500-1.500s5.500.7 5.500 1.500-2.500 1.500-5.500 1.500S2.500 4.800 2.500 4zM2.500 4 4 13c.2.6 1.900 1 4 1s3.800-.4 4-1l1.500-9"
        }
        Picture::Ecs => {
            "M8 2l5.200 3v6L8 14l-5.200-3V5zM8 5.200l2.400 1.400v2.800L8 10.800 5.600 9.400V6.600z"
        }
        Picture::Batch => "M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3",
        Picture::EventBridge => "M9 1.800 3.500 9H8l-1 5.200L12.500 7H8z",
        Picture::StepFunctions => "M6 2h4v3H6zM2 11h4v3H2zM10 11h4v3h-4zM8 5v3M4 11V8h8v3",
        Picture::Http => {
            "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM2 8h12M8 2c2 2 2.500 4 2.500 6s-.5 4-2.500 6c-2-2-2.500-4-2.500-6S6 4 8 2z"
        }
        Picture::Activity => {
            "M8 8a2.800 2.800 0 1 0 0-5.600A2.800 2.800 0 0 0 8 8zM2.800 14c.4-2.800 2.500-4.300 5.200-4.300s4.800 1.500 5.200 4.300"
        }
        Picture::Bedrock => {
            "M8 1.800l1.500 4.700L14.200 8 9.500 9.500 8 14.200 6.500 9.500 1.800 8l4.700-1.500z"
        }
        Picture::Athena => "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.700 10.700 14 14",
        Picture::Service => "M8 2l5.200 3v6L8 14l-5.200-3V5zM8 8l5.200-3M8 8v6M8 8 2.800 5",
        Picture::Pass => "M2 8h11M9.500 4.500 13 8l-3.500 3.500",
        Picture::Choice => "M8 2v4M8 6l-4.500 4.500V14M8 6l4.500 4.500V14",
        Picture::Wait => "M8 4.500V8l2.500 1.500M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
        Picture::Succeed => "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM5.300 8.200l1.900 1.900 3.600-4",
        Picture::Fail => {
            "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM5.800 5.800l4.400 4.400M10.200 5.800l-4.400 4.400"
        }
        Picture::Parallel => "M4 3v10M8 3v10M12 3v10",
        Picture::Map => "M5.500 5.500h8v8h-8zM2.500 10.500v-8h8",
        Picture::Unknown => "M5.800 6a2.200 2.200 0 1 1 3.200 2c-.7.4-1 .8-1 1.600M8 12.200v.1",
    }
}
