//! Which records contain which, without a list, map or union between them.

use crate::model::{Field, Model, Type, TypeId, TypeKind};

/// The records of a model, grouped so that those which contain each other stand together.
#[derive(Debug)]
pub(crate) struct Containment {
    /// For each type, the fields that hold a record in place, and which.
    edges: Vec<Vec<(usize, TypeId)>>,
    /// The groups, those that are contained before those that contain them.
    groups: Vec<Vec<TypeId>>,
    /// The group of each type.
    group_of: Vec<usize>,
}

impl Containment {
    /// Follows the fields that `follow` picks.
    pub(crate) fn of(model: &Model, follow: impl Fn(&Field) -> bool) -> Self {
        let edges: Vec<Vec<(usize, TypeId)>> = model
            .types
            .iter()
            .map(|def| match &def.kind {
                TypeKind::Record(record) => record
                    .fields
                    .iter()
                    .enumerate()
                    .filter(|(_, field)| follow(field))
                    .filter_map(|(position, field)| Some((position, held_record(model, field)?)))
                    .collect(),
                TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Newtype(_) => Vec::new(),
            })
            .collect();
        let (groups, group_of) = strong_groups(&edges);
        Self {
            edges,
            groups,
            group_of,
        }
    }

    /// The fields by which records contain themselves, directly or through others.
    pub(crate) fn cyclic_fields(&self) -> Vec<(TypeId, usize)> {
        let mut found = Vec::new();
        for (from, edges) in self.edges.iter().enumerate() {
            for (position, to) in edges {
                if self.group_of[from] == self.group_of[to.0 as usize] {
                    found.push((TypeId(from as u32), *position));
                }
            }
        }
        found
    }

    /// The types that contain the most records in each other, with how many that are.
    pub(crate) fn depths(&self) -> Vec<usize> {
        let mut depth_of_group = vec![0; self.groups.len()];
        for (group, members) in self.groups.iter().enumerate() {
            let below = members
                .iter()
                .flat_map(|member| &self.edges[member.0 as usize])
                .map(|(_, to)| self.group_of[to.0 as usize])
                .filter(|other| *other != group)
                .map(|other| depth_of_group[other])
                .max();
            depth_of_group[group] = below.map_or(0, |depth| depth + 1);
        }
        self.group_of
            .iter()
            .map(|group| depth_of_group[*group])
            .collect()
    }
}

fn held_record(model: &Model, field: &Field) -> Option<TypeId> {
    match &field.ty {
        Type::Named(id) if matches!(model[*id].kind, TypeKind::Record(_)) => Some(*id),
        _ => None,
    }
}

/// Tarjan's algorithm with a stack of its own, since a chain of records may be ten thousand long.
fn strong_groups(edges: &[Vec<(usize, TypeId)>]) -> (Vec<Vec<TypeId>>, Vec<usize>) {
    const NEW: usize = usize::MAX;
    let count = edges.len();
    let (mut index, mut low) = (vec![NEW; count], vec![NEW; count]);
    let mut group_of = vec![NEW; count];
    let mut groups: Vec<Vec<TypeId>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut next_index = 0;
    for start in 0..count {
        if index[start] != NEW {
            continue;
        }
        let mut work = vec![(start, 0)];
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                index[node] = next_index;
                low[node] = next_index;
                next_index += 1;
                open.push(node);
            }
            if let Some((_, to)) = edges[node].get(edge) {
                let to = to.0 as usize;
                work.push((node, edge + 1));
                if index[to] == NEW {
                    work.push((to, 0));
                } else if group_of[to] == NEW {
                    low[node] = low[node].min(index[to]);
                }
                continue;
            }
            if low[node] == index[node] {
                let mut group = Vec::new();
                while let Some(member) = open.pop() {
                    group_of[member] = groups.len();
                    group.push(TypeId(member as u32));
                    if member == node {
                        break;
                    }
                }
                groups.push(group);
            }
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
        }
    }
    (groups, group_of)
}
