//! The properties and the create page: each field *now -> will be*, the buttons that fill and save, and what was read
//! back.

use crate::assistant::acts::read_back;
use crate::assistant::{Act, Assistant, ReadBack, Selection, Standing, Task, UndoneFields};
use crate::console::{ConsoleView, PageKind, Role, Signal};
use crate::credentials::Secret;
use crate::migration::{Agreement, How, Plan, Refusal, Row, Shown, Verdict, plan, refusal};

/// What is shown beside a form.
#[derive(Clone, Debug, PartialEq)]
pub struct FormScreen {
    /// The page's heading; empty where it has none.
    pub heading: String,
    /// Whether a new configuration is being made.
    pub creates: bool,
    /// Whether AEM has loaded the page again when OAuth was chosen, so that nothing is filled yet.
    pub loaded_again: bool,
    /// What can be done with it.
    pub body: FormBody,
}

/// What can be done with a form.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "there is one on a screen")]
pub enum FormBody {
    /// Nothing is pasted yet.
    PasteFirst,
    /// A credential has to be chosen by hand.
    Choose {
        /// Whether there are several.
        several: bool,
    },
    /// The form is not touched.
    Refused {
        /// Why.
        refusal: Refusal,
        /// The values to copy, where the administrator may still type them.
        values: Vec<(Role, Secret)>,
    },
    /// What would be filled.
    Planned(PlannedForm),
}

/// What would be filled, or was.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedForm {
    /// The fields, in AEM's order.
    pub rows: Vec<FieldRow>,
    /// What speaks against the credential.
    pub objection: Option<Objection>,
    /// What the form held after it was filled.
    pub report: Option<ReadBack>,
    /// What became of the fields when filling was undone.
    pub undone: Option<UndoneFields>,
    /// The buttons.
    pub buttons: Buttons,
}

/// What speaks against the credential, to be shown before anything is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Objection {
    /// What it is.
    pub verdict: Verdict,
    /// The title of the configuration that has to be confirmed.
    pub title: String,
    /// Whether it was.
    pub confirmed: bool,
}

/// One field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldRow {
    /// Which field.
    pub role: Role,
    /// AEM's own label; empty while the field is not there.
    pub label: String,
    /// What it shows now.
    pub now: Shown,
    /// What it will hold.
    pub will_be: Shown,
    /// What is to be seen at a glance.
    pub tone: RowTone,
    /// What AEM has made of the value that was filled.
    pub made_of_it: Option<Agreement>,
    /// Why it is not filled, where that is so.
    pub left_alone: Option<How>,
    /// Whether the reason is the same as that of a row before.
    pub repeated: bool,
    /// The value to copy by hand.
    pub copy: Option<Secret>,
    /// Whether it can be left out, and whether it is taken in.
    pub optional: Option<bool>,
    /// What says that this is the field.
    pub signals: Vec<Signal>,
}

/// What is to be seen of a row at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowTone {
    /// It is to be filled, or left.
    Plain,
    /// It has the value already.
    Same,
    /// It was filled and reads back as intended.
    Equal,
    /// It was filled and does not.
    Unequal,
}

/// The buttons, in two rows: what fills and what saves never take each other's place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Buttons {
    /// Those that fill.
    pub fill: Vec<Button>,
    /// Those that save.
    pub save: Vec<Button>,
    /// Whether to say beside them that AEM cannot go back to JWT.
    pub one_way: bool,
}

/// One button.
#[derive(Clone, Debug, PartialEq)]
pub struct Button {
    /// What it does.
    pub act: Act,
    /// What it says.
    pub label: Label,
    /// Whether it is the next step.
    pub primary: bool,
    /// Whether it can be pressed now.
    pub enabled: bool,
}

/// What a button says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// Fill so many fields.
    Fill(usize),
    /// Fill again.
    FillAgain,
    /// Fill all the same.
    FillAnyway,
    /// Fill and save.
    FillAndSave,
    /// Fill the edited fields too.
    Overwrite,
    /// Undo.
    Undo,
    /// Press AEM's button, which says this.
    Press(String),
    /// Choose another credential.
    ChooseAnother,
    /// It is being filled.
    Filling,
    /// It is being saved.
    Saving,
}

/// What is needed to say which buttons there are.
#[derive(Clone, Copy, Debug)]
pub struct Outlook<'a> {
    view: &'a ConsoleView,
    plan: &'a Plan,
    standing: &'a Standing,
}

impl Assistant {
    pub(super) fn form_screen(&self, view: &ConsoleView) -> FormScreen {
        FormScreen {
            heading: view.heading.clone(),
            creates: view.kind == PageKind::Create,
            loaded_again: self.has_loaded_again(),
            body: self.form_body(view),
        }
    }

    /// Filling would have noted its end, had the page not gone in the middle of it.
    fn has_loaded_again(&self) -> bool {
        let here = self.configuration();
        let is_idle = matches!(self.task, Task::Idle) && self.form.report.is_none();
        is_idle && here.is_some() && self.run.choosing == here && !self.awaits_oauth()
    }

    fn form_body(&self, view: &ConsoleView) -> FormBody {
        let Some(selection) = self.selection() else {
            // Whoever is refused anyway is not to look for a credential first.
            return match refusal(view, &self.run) {
                Some(refusal) => FormBody::Refused { refusal, values: Vec::new() },
                None if self.tray.usable() => FormBody::Choose { several: self.tray.only_usable().is_none() },
                None => FormBody::PasteFirst,
            };
        };
        match plan(view, &self.run, &self.wish(selection.credential)) {
            Ok(plan) => FormBody::Planned(self.planned(view, &plan, &selection)),
            Err(refusal) => {
                let copies =
                    selection.credential.usable() && refusal.leaves_copying() && !selection.standing.blocks();
                let values = if copies { self.values(selection.credential) } else { Vec::new() };
                FormBody::Refused { refusal, values }
            }
        }
    }

    fn planned(&self, view: &ConsoleView, plan: &Plan, selection: &Selection<'_>) -> PlannedForm {
        let standing = &selection.standing;
        let objection = match standing {
            Standing::Blocked(verdict) | Standing::Confirmed(verdict) => Some(Objection {
                verdict: verdict.clone(),
                title: self.title_here(),
                confirmed: matches!(standing, Standing::Confirmed(_)),
            }),
            Standing::Unbound | Standing::Judged(_) => None,
        };
        let rows = plan.rows.iter().enumerate().map(|(index, row)| {
            let earlier = plan.rows.get(..index).unwrap_or_default();
            let repeated = earlier.iter().any(|earlier| earlier.how == row.how);
            self.field_row(view, row, repeated, standing.blocks())
        });
        PlannedForm {
            rows: rows.collect(),
            objection,
            report: self.form.report.as_ref().map(read_back),
            undone: self.form.undone.clone(),
            buttons: self.buttons(&Outlook { view, plan, standing }),
        }
    }

    fn field_row(&self, view: &ConsoleView, row: &Row, repeated: bool, blocked: bool) -> FieldRow {
        let report = self.form.report.as_ref();
        let read_back = report.and_then(|report| report.rows.iter().find(|read| read.role == row.role));
        let tone = match read_back.map(|read| read.agreement.good()) {
            Some(true) => RowTone::Equal,
            Some(false) => RowTone::Unequal,
            None if row.how == How::Same => RowTone::Same,
            None => RowTone::Plain,
        };
        // What somebody has typed is not AEM's doing.
        let made_of_it = read_back.filter(|_| row.how != How::Edited).map(|read| read.agreement);
        let made_of_it = made_of_it.filter(|agreement| agreement.is_remarkable());
        let is_left = matches!(row.how, How::Copy(_) | How::TooLong(_) | How::Edited) && made_of_it.is_none();
        let value = match &row.will_be {
            Shown::Text(text) => Some(Secret::new(text.clone())),
            Shown::Secret(secret) => Some(secret.clone()),
            Shown::Nothing | Shown::Filled => None,
        };
        let found = view.form.as_ref().and_then(|form| form.field(row.role));
        FieldRow {
            role: row.role,
            label: row.label.clone(),
            now: row.now.clone(),
            will_be: row.will_be.clone(),
            tone,
            made_of_it,
            left_alone: is_left.then(|| row.how.clone()),
            repeated,
            copy: value.filter(|_| is_left && !blocked),
            optional: row.optional().then_some(row.how != How::LeftOut),
            signals: found.map(|found| found.signals.clone()).unwrap_or_default(),
        }
    }

    fn buttons(&self, outlook: &Outlook<'_>) -> Buttons {
        let Outlook { view, plan, standing } = *outlook;
        let enabled = !self.is_busy();
        // One next step: while migrations are paused, it is to go on with them.
        let is_next = !self.batch_is_paused();
        let button = |act, label, primary| Button { act, label, primary: primary && is_next, enabled };
        let is_filled = self.form.report.as_ref().is_some_and(|report| report.complete());
        let mut fill = Vec::new();
        let mut save = Vec::new();

        if standing.blocks() {
            fill.push(button(Act::ChooseAnother, Label::ChooseAnother, true));
        } else if is_filled {
            fill.push(button(Act::Fill, Label::FillAgain, false));
            if let Some(aems) = view.form.as_ref().and_then(|form| form.save.as_ref()) {
                let is_saving = matches!(self.task, Task::Saving);
                let label = if is_saving { Label::Saving } else { Label::Press(aems.text.clone()) };
                save.push(button(Act::Save, label, standing.proves()));
            }
        } else {
            // Where all is to be done by hand there is nothing to press.
            let fillable = plan.changes() > 0 || !enabled;
            let confirmed = matches!(standing, Standing::Confirmed(_));
            if confirmed {
                fill.push(button(Act::ChooseAnother, Label::ChooseAnother, true));
            }
            if fillable {
                let label = match self.task {
                    Task::Idle if confirmed => Label::FillAnyway,
                    Task::Idle if self.form.report.is_some() => Label::FillAgain,
                    Task::Idle => Label::Fill(plan.changes()),
                    _ => Label::Filling,
                };
                let act = if confirmed { Act::FillAnyway } else { Act::Fill };
                fill.push(button(act, label, standing.proves()));
            }
            // On the create page the solution and the title are the administrator's to choose, so nothing is saved yet.
            let can_save = !plan.by_hand() && view.kind == PageKind::Properties;
            if fillable && can_save && standing.allows_saving_at_once() {
                save.push(button(Act::FillAndSave, Label::FillAndSave, false));
            }
        }
        if plan.edited() && enabled && !standing.blocks() {
            fill.push(button(Act::Overwrite, Label::Overwrite, false));
        }
        // While it works it stays, or the focus would have to go somewhere meanwhile.
        let undoable = matches!(self.task, Task::Idle | Task::Filling { .. } | Task::Undoing);
        if !self.form.edited.is_empty() && undoable {
            fill.push(button(Act::Undo, Label::Undo, false));
        }
        let one_way = !save.is_empty() && view.kind == PageKind::Properties;
        Buttons { fill, save, one_way }
    }
}
