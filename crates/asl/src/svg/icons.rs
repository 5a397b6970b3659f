//! The pictures of services and state types.

use crate::services::Icon;

/// An icon as the `d` of an SVG path in a box of 16 × 16, to be drawn with a round stroke of 1.25 and no fill.
pub fn icon_path(icon: Icon) -> &'static str {
    match icon {
        Icon::Start => "M5 3l8 5-8 5z",
        Icon::End => "M4 4h8v8H4z",
        Icon::Task => "M3 3h10v10H3zM5.5 8l2 2 3-4",
        Icon::Lambda => "M4 3h2.2L12 13M7.6 6.2L4 13",
        Icon::Glue => "M2.5 3.5h4v4h-4zM9.5 8.5h4v4h-4zM6.5 5.5h5v3",
        Icon::Sns => "M3 9.5v-3l8-3.5v10l-8-3.5M5 10.4V13h2.2v-1.7M13 6.5v3",
        Icon::Sqs => "M2.5 5h3v6h-3zM6.5 5h3v6h-3zM10.5 5h3v6h-3z",
        Icon::DynamoDb => {
            "M3 4.5C3 3.5 5.2 3 8 3s5 .5 5 1.5S10.8 6 8 6 3 5.5 3 4.5zM3 4.5v7c0 1 2.2 1.5 5 1.5s5-.5 5-1.5v-7M3 8c0 1 2.2 1.5 5 1.5s5-.5 5-1.5"
        }
        Icon::S3 => {
            "M3 4l1.4 8.2c.6.5 1.9.8 3.6.8s3-.3 3.6-.8L13 4M3 4c0-.8 2.2-1.3 5-1.3s5 .5 5 1.3-2.2 1.3-5 1.3S3 4.8 3 4z"
        }
        Icon::Ecs => "M8 2l5 3v6l-5 3-5-3V5zM8 8l5-3M8 8v6M8 8L3 5",
        Icon::Batch => "M3 5l5-2.5L13 5 8 7.5zM3 8l5 2.5L13 8M3 11l5 2.5 5-2.5",
        Icon::EventBridge => "M5.5 5.5h5v5h-5zM2.5 8h3M10.5 8h3M8 2.5v3M8 10.5v3",
        Icon::StepFunctions => {
            "M6 2.5h4v3H6zM2.5 10.5h4v3h-4zM9.5 10.5h4v3h-4zM8 5.5V8M4.5 10.5V8h7v2.5"
        }
        Icon::Http => {
            "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM2.5 8h11M8 2.5c3 3.4 3 7.6 0 11M8 2.5c-3 3.4-3 7.6 0 11"
        }
        Icon::Activity => {
            "M8 3a2.2 2.2 0 100 4.4A2.2 2.2 0 008 3zM3.5 13c.5-2.6 2.3-4 4.5-4s4 1.4 4.5 4"
        }
        Icon::Bedrock => "M8 2.5l1.5 4 4 1.5-4 1.5-1.5 4-1.5-4-4-1.5 4-1.5z",
        Icon::Athena => "M7 3a4 4 0 100 8 4 4 0 000-8zM10 10l3.5 3.5",
        Icon::Service => "M5 12a2.8 2.8 0 01-.3-5.6 3.6 3.6 0 016.9.9A2.4 2.4 0 0111.5 12z",
        Icon::Pass => "M3 8h9M9 5l3 3-3 3",
        Icon::Choice => "M8 2.5L13.5 8 8 13.5 2.5 8z",
        Icon::Wait => "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM8 5v3.2l2.2 1.3",
        Icon::Succeed => "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM5.5 8.2l1.8 1.8 3.2-3.8",
        Icon::Fail => "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM6 6l4 4M10 6l-4 4",
        Icon::Parallel => "M4 3v10M8 3v10M12 3v10",
        Icon::Map => "M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3zM9 9h4v4H9z",
        Icon::Unknown => "M6 6.3a2 2 0 114 0c0 1.4-2 1.5-2 3M8 12v.1",
    }
}
