/// Functions as F# makes delegates of them.
module Hypergraph.FSharp.Functions

open System

let private named (x: int) = x + 1

let private value = fun (x: int) -> x * 2

let lambda = Func<int, int>(fun x -> x + 1)

let ofNamed = Func<int, int>(named)

let ofValue = Func<int, int>(value)

let capturing (offset: int) = Func<int, int>(fun x -> x + offset)

let asynchronous = Func<int, Async<int>>(fun x -> async { return x + 1 })

let tasked = Func<int, Threading.Tasks.Task<int>>(fun x -> task { return x + 1 })

let taskOfAsync = Func<int, Threading.Tasks.Task<Async<int>>>(fun x -> task { return async { return x } })
