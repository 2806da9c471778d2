//! A desk with every kind of message.

use std::time::Duration;

use tempoc_runtime::{Failure, InitContext, SyncContext, ViewContext};

use crate::contract::shared::{Money, Refused};
use crate::contract::*;

/// A desk that takes notes until it is closed.
#[derive(Debug)]
pub struct FrontDesk {
    name: String,
    owner: String,
    seats: u32,
    notes: Vec<String>,
    tickets: u32,
    is_closed: bool,
}

impl DeskWorkflow for FrontDesk {
    fn init(_: &InitContext, input: &Opening) -> Self {
        Self {
            name: input.name.clone(),
            owner: "nobody".to_owned(),
            seats: input.seats,
            notes: Vec::new(),
            tickets: 0,
            is_closed: false,
        }
    }

    async fn run(
        context: &DeskContext<Self>,
        input: Opening,
    ) -> Result<Closing, Failure<DeskError>> {
        if let Some(owner) = input.owner {
            let greeting = context.activities().greet(Task::new(owner)).await?;
            context.state_mut(|desk| desk.owner = greeting);
        }
        context.wait_condition(|desk| desk.is_closed).await?;
        if context.state(|desk| desk.name == "gone") {
            return Err(Gone::new().into());
        }
        Ok(context.state(|desk| Closing::new(desk.notes.clone(), &desk.owner)))
    }

    fn note(&mut self, _: &SyncContext, input: Note) {
        self.notes.push(match input.by {
            Some(by) => format!("{by}: {}", input.text),
            None => input.text,
        });
    }

    fn close(&mut self, _: &SyncContext) {
        self.is_closed = true;
    }

    async fn note_later(context: &DeskContext<Self>, input: Note) {
        context.timer(Duration::from_millis(100)).await;
        context.state_mut(|desk| desk.notes.push(format!("later: {}", input.text)));
    }

    async fn knock(context: &DeskContext<Self>) {
        context.state_mut(|desk| desk.notes.push("knock".to_owned()));
        let never = context.wait_condition(|_| false);
        never.await.ok();
    }

    fn state(&self, _: &ViewContext) -> Doors {
        match self.is_closed {
            false => Doors::Open,
            true => Doors::Closed,
        }
    }

    fn notes(&self, _: &ViewContext, input: Page) -> NotePage {
        let notes = self.notes.iter().skip(input.offset as usize);
        let notes = notes.take(input.limit as usize).cloned().collect();
        NotePage::new(notes, self.notes.len() as u32)
    }

    fn rename(&mut self, _: &SyncContext, input: Rename) -> Result<String, DeskRenameError> {
        if input.reason.as_deref() == Some("handler") {
            return Err(Gone::new().into());
        }
        Ok(std::mem::replace(&mut self.name, input.to))
    }

    fn validate_rename(&self, _: &ViewContext, input: &Rename) -> Result<(), DeskRenameError> {
        match input.reason.as_deref() {
            Some("validator") => Err(Refused::new(&self.name, "the name stays").into()),
            _ => Ok(()),
        }
    }

    fn touch(&mut self, _: &SyncContext) {
        self.notes.push("touched".to_owned());
    }

    fn book(&mut self, _: &SyncContext, input: Booking) -> Result<Ticket, DeskBookError> {
        if input.seats > self.seats {
            return Err(Full::new(self.seats).into());
        }
        self.seats -= input.seats;
        self.tickets += 1;
        Ok(Ticket::new(self.tickets, Money::new(100)))
    }

    async fn book_slowly(
        context: &DeskContext<Self>,
        input: Booking,
    ) -> Result<Ticket, Failure<DeskBookSlowlyError>> {
        context.timer(Duration::from_millis(50)).await;
        match input.guest.as_str() {
            "late" => Err(Full::new(0).into()),
            "strange" => Err(Failure::other("who is that?")),
            _ => Ok(Ticket::new(input.seats, Money::new(250))),
        }
    }

    fn validate_book_slowly(
        &self,
        _: &ViewContext,
        input: &Booking,
    ) -> Result<(), DeskBookSlowlyError> {
        match input.seats > self.seats {
            true => Err(Full::new(self.seats).into()),
            false => Ok(()),
        }
    }

    async fn tidy(context: &DeskContext<Self>) -> Result<(), Failure> {
        context.timer(Duration::from_millis(50)).await;
        context.state_mut(|desk| desk.notes.clear());
        Ok(())
    }

    async fn sweep(context: &DeskContext<Self>, input: Note) -> Result<String, Failure> {
        let found = |desk: &Self| desk.notes.contains(&input.text);
        context.wait_condition(found).await?;
        Ok(format!("swept {}", input.text))
    }
}
