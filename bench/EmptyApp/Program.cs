// What a console application costs that does nothing: the least that a start can take.
Console.Write('.');
