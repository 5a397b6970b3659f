//! Many parts that follow the run. Leptos keeps who reads a signal in a list that is gone through for each reader that
//! comes or goes, so that a thousand readers of the cursor take seconds; here one effect reads, and asks each part.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::{LocalStorage, StoredValue, WithValue, expect_context, on_cleanup};

use crate::reactive::{Memo, RwSignal, Signal, effect};
use crate::state::moment::Moment;
use crate::state::store::Store;

type Tell = Box<dyn Fn(&Moment)>;

/// Who follows the run.
#[derive(Clone, Copy)]
pub struct Followers {
    moment: Memo<Option<Moment>>,
    list: StoredValue<Rc<List>, LocalStorage>,
}

#[derive(Default)]
struct List {
    next: Cell<u64>,
    told: RefCell<BTreeMap<u64, Tell>>,
}

impl Followers {
    /// Nobody yet.
    pub fn new(store: Store) -> Self {
        let moment = Memo::new(move |_| Moment::of(store));
        let list = Rc::<List>::default();
        let kept = Rc::clone(&list);
        effect(move || {
            moment.with(|moment| {
                if let Some(moment) = moment {
                    list.told.borrow().values().for_each(|tell| tell(moment));
                }
            });
        });
        Self {
            moment,
            list: StoredValue::new_local(kept),
        }
    }

    /// Tells a part of each moment from now on, until its owner is gone.
    fn add(self, tell: Tell) {
        let number = self.list.with_value(|list| {
            let number = list.next.get();
            list.next.set(number + 1);
            list.told.borrow_mut().insert(number, tell);
            number
        });
        on_cleanup(move || {
            self.list
                .try_with_value(|list| list.told.borrow_mut().remove(&number));
        });
    }
}

/// What `compute` makes of each moment, until the part that asks for it is gone.
pub fn following<T>(compute: impl Fn(&Moment) -> T + 'static) -> Signal<T>
where
    T: Default + PartialEq + Send + Sync + 'static,
{
    let followers: Followers = expect_context();
    let now = followers
        .moment
        .with_untracked(|moment| moment.as_ref().map(&compute));
    let signal = RwSignal::new(now.unwrap_or_default());
    followers.add(Box::new(move |moment| {
        let next = compute(moment);
        if signal.with_untracked(|now| *now != next) {
            signal.set(next);
        }
    }));
    signal.into()
}
